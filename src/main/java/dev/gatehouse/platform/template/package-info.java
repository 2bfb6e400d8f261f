/** When the templates and texts of mails, SMS and pages are parsed. */
@NullMarked
package dev.gatehouse.platform.template;

import org.jspecify.annotations.NullMarked;
